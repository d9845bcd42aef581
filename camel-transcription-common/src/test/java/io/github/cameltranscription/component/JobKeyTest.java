/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.WrappedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JobKeyTest extends ComponentTest {

    private static final Map<String, Object> REMOTE_FILE = Map.of(
            "CamelFileHost",
            "ftp.example.org",
            "CamelFileAbsolutePath",
            "/in/talk.mp3",
            Exchange.FILE_LENGTH,
            17L,
            Exchange.FILE_LAST_MODIFIED,
            1_000L);
    private static final Map<String, Object> S3_OBJECT =
            Map.of("CamelAwsS3BucketName", "talks", "CamelAwsS3Key", "2026/talk.mp3", "CamelAwsS3ETag", "9a0364b9");

    private record Wrapped(Object file) implements WrappedFile<Object> {
        @Override
        public Object getFile() {
            return file;
        }

        @Override
        public Object getBody() {
            return null;
        }

        /** Camel 4.18 asks for it, and 4.17 does not have it. */
        public long getFileLength() {
            return -1;
        }
    }

    @TempDir
    Path folder;

    @Test
    void theHeaderWinsOverAllElse() throws IOException {
        Exchange exchange = exchange(talk());
        exchange.getMessage().setHeader(TranscriptionConstants.JOB_KEY, " mine ");

        assertThat(JobKey.of(exchange, simple("${exchangeId}"))).isEqualTo("mine");
    }

    @Test
    void theOptionWinsOverTheFile() throws IOException {
        Exchange exchange = exchange(talk());
        exchange.getMessage().setHeader("id", "7");

        assertThat(JobKey.of(exchange, simple("talk ${header.id}"))).isEqualTo("talk 7");
    }

    @Test
    void aFileIsKnownByPathSizeAndModificationTimeHoweverItComes() throws IOException {
        File file = talk();
        String key = "file:" + file.getAbsolutePath() + "|17|1000";

        assertThat(JobKey.of(exchange(file), null)).isEqualTo(key);
        assertThat(JobKey.of(exchange(file.toPath()), null)).isEqualTo(key);
        assertThat(JobKey.of(exchange(new Wrapped(file)), null)).isEqualTo(key);
    }

    @Test
    void theSamePathIsTheSameKeyHoweverItIsWritten() throws IOException {
        Path file = talk().toPath();
        Files.createDirectory(folder.resolve("sub"));

        assertThat(JobKey.of(exchange(folder.resolve("sub/../talk.mp3")), null))
                .isEqualTo(JobKey.of(exchange(file), null));
    }

    @Test
    void aFileThatHasChangedIsAnother() throws IOException {
        File file = talk();
        String before = JobKey.of(exchange(file), null);
        Files.setLastModifiedTime(file.toPath(), FileTime.fromMillis(2_000));
        String touched = JobKey.of(exchange(file), null);
        Files.write(file.toPath(), OTHER_RECORDING);
        Files.setLastModifiedTime(file.toPath(), FileTime.fromMillis(2_000));

        assertThat(JobKey.of(exchange(file), null)).isNotIn(before, touched);
        assertThat(touched).isNotEqualTo(before);
    }

    @Test
    void aFileThatIsNotThereIsToldBeforeAnythingIsSent() {
        assertThatThrownBy(() -> JobKey.of(exchange(folder.resolve("gone.mp3")), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be read")
                .hasMessageContaining("gone.mp3");
    }

    @Test
    void aFileOfAServerIsKnownByWhatItsConsumerSays() {
        assertThat(JobKey.of(with(new Wrapped("a remote file"), REMOTE_FILE), null))
                .isEqualTo("file:ftp.example.org/in/talk.mp3|17|1000");
        assertThat(JobKey.of(with(new byte[17], REMOTE_FILE), null))
                .isEqualTo("file:ftp.example.org/in/talk.mp3|17|1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CamelFileAbsolutePath", Exchange.FILE_LENGTH, Exchange.FILE_LAST_MODIFIED})
    void aFileOfWhichTooLittleIsKnownHasNoKey(String missing) {
        Exchange exchange = with(new byte[17], REMOTE_FILE);
        exchange.getMessage().removeHeader(missing);

        assertThat(JobKey.of(exchange, null)).isNull();
    }

    @Test
    void theSamePathOnAnotherServerIsAnotherFile() {
        Exchange other = with(new byte[17], REMOTE_FILE);
        other.getMessage().setHeader("CamelFileHost", "other.example.org");

        assertThat(JobKey.of(other, null)).isNotEqualTo(JobKey.of(with(new byte[17], REMOTE_FILE), null));
    }

    @Test
    void anObjectInS3IsKnownByBucketKeyAndEntityTag() {
        assertThat(JobKey.of(with(RECORDING, S3_OBJECT), null)).isEqualTo("s3:talks/2026/talk.mp3|9a0364b9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CamelAwsS3BucketName", "CamelAwsS3Key", "CamelAwsS3ETag"})
    void anObjectOfWhichTooLittleIsKnownHasNoKey(String missing) {
        Exchange exchange = with(RECORDING, S3_OBJECT);
        exchange.getMessage().removeHeader(missing);

        assertThat(JobKey.of(exchange, null)).isNull();
    }

    @Test
    void bytesOfAnotherLengthThanTheFileAreNotTheFile() {
        assertThat(JobKey.of(with(new byte[18], REMOTE_FILE), null)).isNull();
        assertThat(JobKey.of(with(new byte[17], REMOTE_FILE), null)).isNotNull();
    }

    @Test
    void bytesAloneHaveNoKey() {
        assertThat(JobKey.of(exchange(RECORDING), null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n"})
    void aBlankHeaderIsRefusedByItsName(String blank) {
        Exchange exchange = with(RECORDING, Map.of(TranscriptionConstants.JOB_KEY, blank));

        assertThatThrownBy(() -> JobKey.of(exchange, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the header CamelTranscriptionJobKey gives nothing");
    }

    @Test
    void aHeaderThatIsTooLongIsRefusedByItsNameAndLength() {
        Exchange exchange = with(RECORDING, Map.of(TranscriptionConstants.JOB_KEY, "x".repeat(3_501)));

        assertThatThrownBy(() -> JobKey.of(exchange, null))
                .hasMessageStartingWith("the header CamelTranscriptionJobKey gives 3501 characters");
    }

    @Test
    void anOptionThatGivesNothingIsRefusedByItsName() {
        assertThatThrownBy(() -> JobKey.of(exchange(RECORDING), simple("${header.missing}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the option jobKey gives nothing");
    }

    private File talk() throws IOException {
        Path file = Files.write(folder.resolve("talk.mp3"), RECORDING);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        return file.toFile();
    }

    private Exchange with(Object body, Map<String, Object> headers) {
        Exchange exchange = exchange(body);
        exchange.getMessage().getHeaders().putAll(headers);
        return exchange;
    }

    private Expression simple(String text) {
        Expression expression = context.resolveLanguage("simple").createExpression(text);
        expression.init(context);
        return expression;
    }
}
