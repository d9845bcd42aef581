/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AudioInputTest {

    private static final byte[] NOTHING_KNOWN = "????????".getBytes(StandardCharsets.US_ASCII);

    @Test
    void theTextOfALinkLeavesOutItsCredentials() {
        AudioLink link = new AudioLink(URI.create("https://me:s3cret@bucket:8443/a/talk.mp3?X-Amz-Signature=s3cret"));

        assertThat(link).asString().isEqualTo("https://bucket:8443/a/talk.mp3");
    }

    @ParameterizedTest
    @CsvSource({
        "https://bucket/a/talk.mp3?sig=s3cret, talk.mp3",
        "https://bucket/%D0%B0.mp3, а.mp3",
        "HTTP://bucket/a/, bucket",
        "https://bucket, bucket"
    })
    void theNameOfALinkIsTheLastPartOfItsPath(String url, String name) {
        assertThat(new AudioLink(URI.create(url)).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://me:s3cret@host/talk.mp3?s3cret",
                "file:/s3cret/talk.mp3",
                "talk.mp3?s3cret",
                "https:s3cret",
                "/a/talk.mp3?s3cret",
                "mailto:s3cret@host"
            })
    void anotherAddressIsRefusedWithoutItsCredentials(String url) {
        assertThatThrownBy(() -> new AudioLink(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not an absolute http or https address")
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void theTextOfATextInputLeavesOutWhatWasSaid() {
        assertThat(new TextInput("meeting.wav", "a secret plan")).hasToString("meeting.wav (13 characters)");
    }

    /** The first bytes are hex, and between quotes in the formats' own documentation. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # without a name
            , 52494646 24000000 57415645, WAV
            , 52463634 ffffffff 57415645, WAV
            , 52494646 24000000 41564920, AVI
            , 494433 04000000, MP3
            , fffb9064, MP3
            , fff15080, AAC
            , 4f676753 00020000, OGG
            , 664c6143 00000022, FLAC
            , 00000018 66747970 4d344120, M4A
            , 464f524d 00000000 41494646, AIFF
            , 2321414d 520a, AMR
            , 3026b275 8e66cf11, WMA
            , 1a45dfa3 01000000, MKV
            , 464c5601 05000000, FLV
            # with the name of another container
            talk.mp3, 52494646 24000000 57415645, WAV
            talk.wav, 494433 04000000, MP3
            talk.mp4, 1a45dfa3 01000000, MKV
            talk.txt, 664c6143 00000022, FLAC
            # with the name of a format of the same container
            film.mp4, 00000018 66747970 69736f6d, MP4
            talk.m4a, 00000018 66747970 69736f6d, M4A
            film.MOV, 00000018 66747970 71742020, MOV
            film.webm, 1a45dfa3 01000000, WEBM
            film.wmv, 3026b275 8e66cf11, WMV
            talk.opus, 4f676753 00020000, OPUS
            """)
    void theContentTellsTheContainerAndTheNameItsFormat(String name, String hex, MediaType expected) {
        assertThat(MediaType.of(name, HexFormat.of().parseHex(hex.replace(" ", ""))))
                .isEqualTo(expected);
    }

    @Test
    void opusInOggIsRecognised() {
        byte[] page = new byte[64];
        System.arraycopy("OggS".getBytes(StandardCharsets.US_ASCII), 0, page, 0, 4);
        System.arraycopy("OpusHead".getBytes(StandardCharsets.US_ASCII), 0, page, 28, 8);

        assertThat(MediaType.of(null, page)).isEqualTo(MediaType.OPUS);
        assertThat(MediaType.of("voice.ogg", page)).isEqualTo(MediaType.OPUS);
    }

    @ParameterizedTest
    @CsvSource({"a.mp3, MP3", "a.WAVE, WAV", "a.b.aif, AIFF", "a.oga, OGG", "a.m4b, M4A", "a.doc, UNKNOWN", "a, UNKNOWN"
    })
    void theNameTellsWhereTheContentDoesNot(String name, MediaType expected) {
        assertThat(MediaType.of(name, NOTHING_KNOWN)).isEqualTo(expected);
        assertThat(MediaType.of(name, new byte[0])).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"a.MP3, mp3", "a.tar.gz, gz", "a, ''", "a., ''", ", ''"})
    void theExtensionIsWhatFollowsTheLastDot(String name, String extension) {
        assertThat(MediaType.extensionOf(name)).isEqualTo(extension);
    }
}
