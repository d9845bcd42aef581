/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.Set;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.http.VerdictTable;
import io.github.cameltranscription.http.VerdictTable.Body;
import io.github.cameltranscription.http.VerdictTable.Phase;

/**
 * What Shopot's answers mean (shopot-reference.ru.txt). A lack of balance has the status of a wrong key, and is recognised by
 * its words, which a client in production has seen as "Insufficient SaaS balance. Minimum 60 minutes required".
 */
final class ShopotVerdicts {

    private static final String BALANCE = "insufficient balance";

    static final VerdictTable TABLE = new VerdictTable(
            ShopotOperation.SCHEME,
            Set.of("error", "detail", "message"),
            VerdictTable.row(
                    Phase.SUBMISSION,
                    400,
                    499,
                    Body.ANY,
                    BALANCE,
                    Verdict.REJECTED,
                    ErrorCategory.INSUFFICIENT_BALANCE),
            // Documented as "Failed to access the file or invalid URL".
            VerdictTable.row(
                    Phase.SUBMISSION, 500, Body.OWN, "invalid url", Verdict.REJECTED, ErrorCategory.INVALID_REQUEST),
            VerdictTable.row(Phase.POLL, 403, Body.OWN, BALANCE, Verdict.DENIED, ErrorCategory.INSUFFICIENT_BALANCE));

    private ShopotVerdicts() {}
}
