/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.converter.stream.FileInputStreamCache;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JobInputReaderTest {

    private static final byte[] RECORDING = "ID3 what was said".getBytes(StandardCharsets.UTF_8);
    private static final JobInputReader READER =
            new JobInputReader("CamelTranscriptionFileName", "CamelTranscriptionSourceUrl", Message::getHeader);

    @TempDir
    Path folder;

    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    private Message message(Object body) {
        exchange.getMessage().setBody(body);
        return exchange.getMessage();
    }

    private AudioUpload upload(Object body) {
        return (AudioUpload) READER.read(message(body), null);
    }

    private Path file(String name) throws IOException {
        return Files.write(folder.resolve(name), RECORDING);
    }

    private static void assertReadable(AudioUpload upload) throws IOException {
        try (InputStream stream = upload.open()) {
            assertThat(stream).hasBinaryContent(RECORDING);
        }
    }

    private static void assertRepeatable(AudioUpload upload) throws IOException {
        assertThat(upload.isRepeatable()).isTrue();
        assertThat(upload.length()).isEqualTo(RECORDING.length);
        assertReadable(upload);
        assertReadable(upload);
    }

    @Test
    void aFileIsReadAsAFileAPathOrAFileOfTheFileComponent() throws IOException {
        Path file = file("talk.mp3");

        for (Object body : List.of(file.toFile(), file, consumed(file))) {
            AudioUpload upload = upload(body);

            assertRepeatable(upload);
            assertThat(upload.name()).isEqualTo("talk.mp3");
            assertThat(upload).asString().isEqualTo("talk.mp3 (audio/mpeg, 17 bytes)");
        }
    }

    private static GenericFile<File> consumed(Path file) {
        GenericFile<File> consumed = new GenericFile<>();
        consumed.setFile(file.toFile());
        return consumed;
    }

    @Test
    void aRemoteFileThatWasDownloadedIsReadFromItsContent() throws IOException {
        assertRepeatable(upload(remoteFile(RECORDING)));
        assertReadable(upload(remoteFile(new ByteArrayInputStream(RECORDING))));
    }

    @Test
    void aRemoteFileThatWasNotDownloadedIsRefused() {
        assertThatThrownBy(() -> upload(remoteFile(null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the remote file has no content: its consumer did not download it");
    }

    private static WrappedFile<Object> remoteFile(Object content) {
        return new WrappedFile<Object>() {
            @Override
            public Object getFile() {
                return "ftp handle";
            }

            @Override
            public Object getBody() {
                return content;
            }

            /** Camel 4.18 asks for it, and 4.17 does not have it. */
            public long getFileLength() {
                return -1;
            }
        };
    }

    @Test
    void bytesAndAStreamCacheInMemoryAreReadAsOftenAsNeeded() throws IOException {
        assertRepeatable(upload(RECORDING));
        assertRepeatable(upload(new InputStreamCache(RECORDING)));
    }

    @Test
    void aStreamIsReadOnceAndItsBeginningIsNotLost() throws IOException {
        AudioUpload upload = upload(new ByteArrayInputStream(RECORDING));

        assertThat(upload.isRepeatable()).isFalse();
        assertThat(upload.length()).isEqualTo(AudioUpload.UNKNOWN_LENGTH);
        assertReadable(upload);
        assertThatThrownBy(upload::open)
                .isInstanceOf(IOException.class)
                .hasMessage("the stream has been read already and cannot be sent again");
    }

    @Test
    void onlyTheBeginningOfAStreamIsReadToFindOutWhatItIs() {
        AtomicInteger read = new AtomicInteger();
        upload(new InputStream() {
            @Override
            public int read() {
                return read.incrementAndGet() > 1_000_000 ? -1 : 'x';
            }
        });

        assertThat(read).hasValueLessThanOrEqualTo(64 * 1024);
    }

    @Test
    void aStreamCacheThatWasReadHalfwayIsReadFromItsBeginning() throws IOException {
        InputStreamCache cache = new InputStreamCache(RECORDING);
        assertThat(cache.readNBytes(5)).hasSize(5);

        assertRepeatable(upload(cache));
    }

    @Test
    void aSpooledStreamCacheIsReadAsOftenAsNeeded() throws IOException {
        try (FileInputStreamCache cache =
                new FileInputStreamCache(file("cos.tmp").toFile())) {
            assertRepeatable(upload(cache));
        }
    }

    @Test
    void aUriIsALink() {
        assertThat(READER.read(message(URI.create("https://bucket/talk.mp3")), null))
                .isEqualTo(new AudioLink(URI.create("https://bucket/talk.mp3")));
    }

    @Test
    void aLinkComesFromTheOptionOrTheHeaderThatOverridesIt() {
        assertThat(READER.read(message(null), " https://bucket/option.mp3 "))
                .isEqualTo(new AudioLink(URI.create("https://bucket/option.mp3")));

        exchange.getMessage().setHeader("CamelTranscriptionSourceUrl", "https://bucket/header.mp3");
        assertThat(READER.read(message("a text is no recording"), "https://bucket/option.mp3"))
                .isEqualTo(new AudioLink(URI.create("https://bucket/header.mp3")));
    }

    @Test
    void aLinkThatIsNoAddressIsRefusedWithoutItsCredentials() {
        assertThatThrownBy(() -> READER.read(message(null), "https://bucket/my talk.mp3?signature=s3cret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sourceUrl is not a valid address: percent-encode blanks and letters outside ASCII")
                .hasNoCause();
    }

    static Stream<Object> recordings() {
        return Stream.of(
                RECORDING,
                new ByteArrayInputStream(RECORDING),
                new File("talk.mp3"),
                Path.of("talk.mp3"),
                new InputStreamCache(RECORDING),
                remoteFile(RECORDING),
                URI.create("https://bucket/talk.mp3"));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void bothALinkAndARecordingAreRefused(Object body) {
        assertThatThrownBy(() -> READER.read(message(body), "https://bucket/talk.mp3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is both a sourceUrl and a body of "
                        + body.getClass().getName());
    }

    static Stream<Object> nothing() throws IOException {
        return Stream.of(
                new byte[0],
                new ByteArrayInputStream(new byte[0]),
                new InputStreamCache(new byte[0]),
                remoteFile(new byte[0]),
                Files.createTempFile("empty", ".mp3").toFile());
    }

    @ParameterizedTest
    @MethodSource("nothing")
    void anEmptyRecordingIsRefused(Object empty) {
        assertThatThrownBy(() -> upload(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the recording is empty: nothing is sent for 0 bytes");
    }

    @Test
    void aMissingFileAndAFolderAreRefused() {
        assertThatThrownBy(() -> upload(folder.resolve("gone.mp3")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no file " + folder.resolve("gone.mp3")
                        + ": it was moved or deleted, or this is not its path");
        assertThatThrownBy(() -> upload(folder.toFile())).hasMessage(folder + " is a folder: send a file");
    }

    /** The consumer has listed the folder before another exchange moved the file. */
    @Test
    void aFileThatIsMovedAfterItsConsumerHasListedItIsNamedWithTheOptionThatSkipsIt() {
        Path gone = folder.resolve("gone.mp3");
        exchange.getMessage().setHeader("CamelFileAbsolutePath", gone.toString());

        assertThatThrownBy(() -> upload(consumed(gone)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no file " + gone + ": it was moved or deleted after its consumer had listed it."
                        + " Set readLock=changed and readLockMinAge=1s on the consumer, which then skips such files");
    }

    @Test
    void aFileThatIsMovedBeforeItIsSentIsNamed() throws IOException {
        Path moved = file("moved.mp3");
        AudioUpload upload = upload(moved);
        Files.delete(moved);

        assertThatThrownBy(upload::open)
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(moved + ": it was moved or deleted before it was sent");
    }

    @Test
    void aMessageWithoutARecordingSaysWhatToSend() {
        assertThatThrownBy(() -> upload(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the message has no body and there is no sourceUrl: send a File, Path, byte[] or InputStream,"
                                + " or for a link set the option sourceUrl or the header CamelTranscriptionSourceUrl");
        assertThatThrownBy(() -> upload("/home/me/talk.mp3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the body is text, not a recording: send a File");
        assertThatThrownBy(() -> upload(new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object cannot be read as a recording");
    }

    @Test
    void theNamesAreTakenInTheirOrder() throws IOException {
        Path file = file("file.mp3");
        assertThat(upload(file).name()).isEqualTo("file.mp3");

        exchange.getMessage().setHeader("CamelAwsS3Key", "calls/2026/s3.mp3");
        assertThat(upload(file).name()).isEqualTo("s3.mp3");

        exchange.getMessage().setHeader(Exchange.FILE_NAME, "входящие/ночь/запись.mp3");
        assertThat(upload(file).name()).isEqualTo("запись.mp3");

        exchange.getMessage().setHeader("CamelTranscriptionFileName", "C:\\calls\\own.mp3");
        assertThat(upload(file).name()).isEqualTo("own.mp3");
    }

    @ParameterizedTest
    @CsvSource({"'', file.mp3", "'  ', file.mp3", "folder/, file.mp3"})
    void aNameWithoutAFileNameIsIgnored(String header, String expected) throws IOException {
        exchange.getMessage().setHeader("CamelTranscriptionFileName", header);

        assertThat(upload(file("file.mp3")).name()).isEqualTo(expected);
    }

    @Test
    void withoutANameThereIsOneWithTheExtensionOfTheContent() {
        assertThat(upload(RECORDING).name()).isEqualTo("recording.mp3");
        assertThat(upload("OggS and so on".getBytes(StandardCharsets.UTF_8)).name())
                .isEqualTo("recording.ogg");
        assertThat(upload("what is this".getBytes(StandardCharsets.UTF_8)).name())
                .isEqualTo("recording.bin");
    }

    @Test
    void aNameWithoutExtensionGetsThatOfTheContent() {
        exchange.getMessage().setHeader("CamelTranscriptionFileName", "звонок 17");

        assertThat(upload(RECORDING).name()).isEqualTo("звонок 17.mp3");
    }

    @Test
    void aLineBreakInANameCannotEndTheHeaderThatCarriesIt() {
        exchange.getMessage().setHeader("CamelTranscriptionFileName", "a\r\nX-Evil: 1\u0000\t.mp3");

        assertThat(upload(RECORDING).name()).isEqualTo("a__X-Evil: 1__.mp3");
    }
}
