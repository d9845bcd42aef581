/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.util.Set;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.http.VerdictTable;
import io.github.cameltranscription.http.VerdictTable.Body;
import io.github.cameltranscription.http.VerdictTable.Phase;

/** What AIESA's answers mean (aiesa.ru.txt). The documentation gives no words for a lack of money; these are guesses. */
final class AiesaVerdicts {

    /** A lack of balance. "Insufficient" alone may be about permissions. */
    private static final String BALANCE =
            "insufficient balance|insufficient fund|insufficient credit|not enough balance|недостаточно средств";

    static final VerdictTable TABLE = new VerdictTable(
            AiesaOperation.SCHEME,
            Set.of("message"),
            VerdictTable.row(
                    Phase.SUBMISSION,
                    400,
                    499,
                    Body.OWN,
                    BALANCE,
                    Verdict.REJECTED,
                    ErrorCategory.INSUFFICIENT_BALANCE),
            VerdictTable.row(Phase.POLL, 403, Body.OWN, BALANCE, Verdict.DENIED, ErrorCategory.INSUFFICIENT_BALANCE),
            VerdictTable.row(Phase.QUESTION, 400, 499, Body.OWN, BALANCE, null, ErrorCategory.INSUFFICIENT_BALANCE));

    /** The host of the results, which knows no jobs: a link may have expired, and a new status has a new one. */
    static final VerdictTable RESULTS = new VerdictTable(AiesaOperation.SCHEME, Set.of());

    private AiesaVerdicts() {}
}
