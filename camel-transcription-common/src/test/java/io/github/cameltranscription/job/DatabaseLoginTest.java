/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseLoginTest {

    private static final DatabaseLogin LOGIN =
            new DatabaseLogin(new DatabaseUrl("jdbc:postgresql://host/jobs"), "anna", "tops3cret");

    @Test
    void thePasswordIsMaskedInWhatADriverSays() {
        assertThat(LOGIN.masked("no access for anna with 'tops3cret' (tops3cret)"))
                .isEqualTo("no access for anna with '***' (***)");
        assertThat(LOGIN.masked("no access")).isEqualTo("no access");
        assertThat(LOGIN.masked(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://host/jobs?user=anna&password=tops3cret&ssl=true",
                "jdbc:h2:file:/jobs;PASSWORD=tops3cret",
                "jdbc:sqlserver://host;pwd=tops3cret;encrypt=true",
                "jdbc:oracle:thin:anna/tops3cret@//host/jobs",
                "jdbc:mysql://anna:tops3cret@host/jobs"
            })
    void aPasswordInTheUrlIsMaskedToo(String url) {
        DatabaseLogin login = new DatabaseLogin(new DatabaseUrl(url), null, null);

        assertThat(login.masked("cannot connect to " + url)).contains("***").doesNotContain("tops3cret");
    }

    @Test
    void aFailureThatTellsThePasswordIsNoCause() {
        SQLException withoutPassword = new SQLException("no access", new SQLException());
        SQLException telling = new SQLException("no access", new IllegalStateException("with tops3cret"));

        assertThat(LOGIN.withoutPassword(withoutPassword)).isSameAs(withoutPassword);
        assertThat(LOGIN.withoutPassword(telling)).isNull();
    }

    @Test
    void withoutAPasswordNothingIsMasked() {
        DatabaseLogin login = new DatabaseLogin(new DatabaseUrl("jdbc:postgresql://host/jobs"), "anna", "");

        assertThat(login.masked("no access for anna")).isEqualTo("no access for anna");
    }
}
