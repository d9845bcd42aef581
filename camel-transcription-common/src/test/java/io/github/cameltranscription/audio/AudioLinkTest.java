/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AudioLinkTest {

    @Test
    void itsTextHidesWhatIsACredential() {
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
    void itsNameIsTheLastPartOfThePathWithoutTheQuery(String url, String name) {
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
    void whatCannotBeDownloadedIsRefusedWithoutTellingACredential(String url) {
        assertThatThrownBy(() -> new AudioLink(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not an absolute http or https address")
                .message()
                .doesNotContain("s3cret");
    }
}
