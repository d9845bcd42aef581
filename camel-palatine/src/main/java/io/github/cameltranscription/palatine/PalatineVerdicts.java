/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.Set;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.http.VerdictTable;
import io.github.cameltranscription.http.VerdictTable.Body;
import io.github.cameltranscription.http.VerdictTable.Phase;

/** What Palatine's answers mean (palatine-rest.ru.txt; words and codes from the vendor's public documentation). */
final class PalatineVerdicts {

    static final VerdictTable TABLE = new VerdictTable(
            PalatineOperation.SCHEME,
            Set.of("detail"),
            VerdictTable.row(
                    Phase.SUBMISSION,
                    403,
                    Body.ANY,
                    "feature_disabled",
                    Verdict.REJECTED,
                    ErrorCategory.INVALID_REQUEST),
            VerdictTable.row(
                    Phase.SUBMISSION,
                    400,
                    499,
                    Body.OWN,
                    "not enough balance",
                    Verdict.REJECTED,
                    ErrorCategory.INSUFFICIENT_BALANCE),
            VerdictTable.row(
                    Phase.POLL, 403, Body.OWN, "feature_disabled", Verdict.DENIED, ErrorCategory.INVALID_REQUEST),
            VerdictTable.row(
                    Phase.POLL,
                    403,
                    Body.OWN,
                    "not enough balance",
                    Verdict.DENIED,
                    ErrorCategory.INSUFFICIENT_BALANCE),
            VerdictTable.row(Phase.QUESTION, 403, Body.ANY, "feature_disabled", null, ErrorCategory.INVALID_REQUEST),
            VerdictTable.row(
                    Phase.QUESTION,
                    400,
                    499,
                    Body.ANY,
                    "not enough balance",
                    null,
                    ErrorCategory.INSUFFICIENT_BALANCE));

    private PalatineVerdicts() {}
}
