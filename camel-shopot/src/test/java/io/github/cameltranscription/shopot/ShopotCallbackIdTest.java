/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.shopot.ShopotCallbackId.Purpose;

import static org.assertj.core.api.Assertions.assertThat;

class ShopotCallbackIdTest {

    private static final String SECRET = "secret";

    /** The documentation's own example (shopot-create.ru.txt). */
    @Test
    void theDocumentedFormIsRead() {
        assertThat(ShopotCallbackId.decode("utf8-b64:0YLQtdGB0YIxMjM=")).isEqualTo("тест123");
        assertThat(ShopotCallbackId.decode("test123")).isEqualTo("test123");
        assertThat(ShopotCallbackId.decode("utf8-b64:???")).isNull();
        assertThat(ShopotCallbackId.decode(null)).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"order 7", "a.b.c.d.e", "тест123", "utf8-b64:0YLQtdGB0YIxMjM=", "."})
    void aSignedIdIsVerifiedInBothForms(String ownId) {
        ShopotCallbackId id = new ShopotCallbackId(Purpose.DELIVER, ownId);
        String signed = id.sign(SECRET);
        String encoded = "utf8-b64:" + Base64.getEncoder().encodeToString(signed.getBytes(StandardCharsets.UTF_8));

        assertThat(ShopotCallbackId.verify(signed, SECRET)).isEqualTo(id);
        assertThat(ShopotCallbackId.verify(encoded, SECRET)).isEqualTo(id);
        assertThat(ShopotCallbackId.verify(signed, "other")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void noPartCanBeChanged(Purpose purpose) {
        String signed = new ShopotCallbackId(purpose, "order 7").sign(SECRET);

        assertThat(ShopotCallbackId.verify(signed, SECRET).purpose()).isEqualTo(purpose);
        for (int i = 0; i < signed.length(); i++) {
            char other = signed.charAt(i) == 'A' ? 'B' : 'A';
            String changed = signed.substring(0, i) + other + signed.substring(i + 1);
            assertThat(ShopotCallbackId.verify(changed, SECRET)).as(changed).isNull();
            assertThat(ShopotCallbackId.verify(signed.substring(0, i), SECRET)).isNull();
        }
    }

    @Test
    void noTwoAreAlike() {
        ShopotCallbackId id = new ShopotCallbackId(Purpose.WAKE, "order 7");

        assertThat(id.sign(SECRET)).isNotEqualTo(id.sign(SECRET));
    }
}
