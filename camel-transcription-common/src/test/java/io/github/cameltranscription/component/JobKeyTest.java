/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Expression;
import org.apache.camel.WrappedFile;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.support.ExchangeHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

        assertThat(keyOf(exchange, simple("${exchangeId}"))).isEqualTo("mine");
    }

    @Test
    void theOptionWinsOverTheFile() throws IOException {
        Exchange exchange = exchange(talk());
        exchange.getMessage().setHeader("id", "7");

        assertThat(keyOf(exchange, simple("talk ${header.id}"))).isEqualTo("talk 7");
    }

    @Test
    void aFileIsKnownByPathSizeAndModificationTimeInEveryKindOfBody() throws IOException {
        File file = talk();
        String key = "file:" + file.getAbsolutePath() + "|17|1000";

        assertThat(keyOf(exchange(file))).isEqualTo(key);
        assertThat(keyOf(exchange(file.toPath()))).isEqualTo(key);
        assertThat(keyOf(exchange(new Wrapped(file)))).isEqualTo(key);
    }

    @Test
    void twoPathsOfOneFileGiveTheSameKey() throws IOException {
        Path file = talk().toPath();
        Files.createDirectory(folder.resolve("sub"));

        assertThat(keyOf(exchange(folder.resolve("sub/../talk.mp3")))).isEqualTo(keyOf(exchange(file)));
    }

    @Test
    void aFileThatHasChangedIsAnother() throws IOException {
        File file = talk();
        String before = keyOf(exchange(file));
        Files.setLastModifiedTime(file.toPath(), FileTime.fromMillis(2_000));
        String touched = keyOf(exchange(file));
        Files.write(file.toPath(), OTHER_RECORDING);
        Files.setLastModifiedTime(file.toPath(), FileTime.fromMillis(2_000));

        assertThat(keyOf(exchange(file))).isNotIn(before, touched);
        assertThat(touched).isNotEqualTo(before);
    }

    @Test
    void aFileThatDoesNotExistIsRefusedByName() {
        assertThatThrownBy(() -> keyOf(exchange(folder.resolve("gone.mp3"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be read")
                .hasMessageContaining("gone.mp3");
    }

    @Test
    void aFileOfAServerIsKnownByTheHeadersOfItsConsumer() {
        assertThat(keyOf(with(new Wrapped("a remote file"), REMOTE_FILE)))
                .isEqualTo("file:ftp.example.org/in/talk.mp3|17|1000");
        assertThat(keyOf(with(new byte[17], REMOTE_FILE))).isEqualTo("file:ftp.example.org/in/talk.mp3|17|1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelFileAbsolutePath",
                Exchange.FILE_LENGTH,
                Exchange.FILE_LAST_MODIFIED,
                "CamelAwsS3BucketName",
                "CamelAwsS3Key",
                "CamelAwsS3ETag"
            })
    void aSourceWithoutOneOfItsHeadersHasNoKey(String missing) {
        Exchange exchange = with(new byte[17], REMOTE_FILE.containsKey(missing) ? REMOTE_FILE : S3_OBJECT);
        exchange.getMessage().removeHeader(missing);

        assertThat(keyOf(exchange)).isNull();
    }

    @Test
    void theSamePathOnAnotherServerIsAnotherFile() {
        Exchange other = with(new byte[17], REMOTE_FILE);
        other.getMessage().setHeader("CamelFileHost", "other.example.org");

        assertThat(keyOf(other)).isNotEqualTo(keyOf(with(new byte[17], REMOTE_FILE)));
    }

    @Test
    void anObjectInS3IsKnownByBucketKeyAndEntityTag() {
        assertThat(keyOf(with(RECORDING, S3_OBJECT))).isEqualTo("s3:talks/2026/talk.mp3|9a0364b9");
    }

    @Test
    void bytesAndTextOfAnotherLengthThanTheFileAreNotTheFile() {
        assertThat(keyOf(with(new byte[17], REMOTE_FILE))).isNotNull();
        assertThat(keyOf(with(new byte[18], REMOTE_FILE))).isNull();
        assertThat(keyOf(with("x".repeat(18), REMOTE_FILE))).isNull();
        assertThat(keyOf(with("я".repeat(17), REMOTE_FILE))).isNull();
        assertThat(keyOf(exchange(RECORDING))).isNull();
    }

    static Stream<Supplier<Object>> looseBodies() {
        return Stream.of(
                () -> new byte[17],
                () -> new ByteArrayInputStream(new byte[17]),
                () -> new InputStreamCache(new byte[17]),
                () -> "x".repeat(17));
    }

    /** The headers of the source are still there when the route puts another recording into the message. */
    @ParameterizedTest
    @MethodSource("looseBodies")
    void aSecondRecordingOnTheMessageHasNotTheKeyOfTheFirst(Supplier<Object> body) {
        Exchange exchange = with(body.get(), REMOTE_FILE);
        String first = keyOf(exchange);
        String redelivered = keyOf(exchange);
        Exchange copy = ExchangeHelper.createCopy(exchange, true);
        String ofCopy = keyOf(copy);
        copy.getMessage().setBody(body.get());
        exchange.getMessage().setBody(body.get());

        assertThat(first).isEqualTo("file:ftp.example.org/in/talk.mp3|17|1000");
        assertThat(redelivered).isEqualTo(first);
        assertThat(ofCopy).isEqualTo(first);
        assertThat(keyOf(exchange)).isNull();
        assertThat(keyOf(copy)).isNull();
        assertThat(JobKey.of(exchange, null, "summarize")).isEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("looseBodies")
    void aRecordingThatReplacesAnObjectInS3OrAFileHasNotItsKey(Supplier<Object> body) {
        for (Exchange exchange :
                List.of(with(body.get(), S3_OBJECT), with(new Wrapped("a remote file"), REMOTE_FILE))) {
            assertThat(keyOf(exchange)).isNotNull();
            exchange.getMessage().setBody(body.get());

            assertThat(keyOf(exchange)).isNull();
        }
    }

    @Test
    void partsOfASplitFileHaveNotItsKey() {
        assertThat(keyOf(part(new ByteArrayInputStream(new byte[17]), REMOTE_FILE)))
                .isNull();
        assertThat(keyOf(part(new Wrapped("a remote file"), REMOTE_FILE))).isNotNull();
        assertThat(keyOf(part(new ByteArrayInputStream(new byte[17]), S3_OBJECT)))
                .isNull();
    }

    private Exchange part(Object body, Map<String, Object> headers) {
        Exchange part = with(body, headers);
        part.setProperty(ExchangePropertyKey.SPLIT_INDEX, 0);
        return part;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n"})
    void aBlankHeaderIsRefusedByItsName(String blank) {
        Exchange exchange = with(RECORDING, Map.of(TranscriptionConstants.JOB_KEY, blank));

        assertThatThrownBy(() -> keyOf(exchange))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the header CamelTranscriptionJobKey gives nothing");
    }

    @Test
    void aHeaderThatIsTooLongIsRefusedByItsNameAndLength() {
        Exchange exchange = with(RECORDING, Map.of(TranscriptionConstants.JOB_KEY, "x".repeat(3_501)));

        assertThatThrownBy(() -> keyOf(exchange))
                .hasMessageStartingWith("the header CamelTranscriptionJobKey gives 3501 characters");
    }

    @Test
    void anOptionThatGivesNothingIsRefusedByItsName() {
        assertThatThrownBy(() -> keyOf(exchange(RECORDING), simple("${header.missing}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the option jobKey gives nothing");
    }

    @Test
    void anOptionThatCannotBeEvaluatedIsRefusedByItsName() {
        assertThatThrownBy(() -> keyOf(exchange(RECORDING), simple("${body.missing()}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the option jobKey cannot be evaluated");
    }

    private static String keyOf(Exchange exchange) {
        return keyOf(exchange, null);
    }

    private static String keyOf(Exchange exchange, Expression expression) {
        return JobKey.of(exchange, expression, "transcribe");
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
