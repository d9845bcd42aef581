/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.http.VerdictTable;
import io.github.cameltranscription.http.VerdictTable.Body;
import io.github.cameltranscription.http.VerdictTable.Phase;
import io.github.cameltranscription.http.VerdictTable.Row;

/** What AIESA's answers mean (aiesa.ru.txt). The documentation gives no words for a lack of money; these are guesses. */
final class AiesaVerdicts {

    /** The words of a lack of balance. "Insufficient" alone may be about permissions. */
    private static final List<String> BALANCE = List.of(
            "insufficient balance",
            "insufficient fund",
            "insufficient credit",
            "not enough balance",
            "недостаточно средств");

    static final VerdictTable TABLE = new VerdictTable(
            AiesaOperation.SCHEME,
            Set.of("message"),
            BALANCE.stream()
                    .flatMap(words -> Stream.of(submission(words), question(words), poll(words)))
                    .toArray(Row[]::new));

    /** The host of the results, which knows no jobs: a link may have expired, and a new status has a new one. */
    static final VerdictTable RESULTS = new VerdictTable(AiesaOperation.SCHEME, Set.of());

    private AiesaVerdicts() {}

    private static Row submission(String words) {
        return VerdictTable.row(
                Phase.SUBMISSION, 400, 499, Body.OWN, words, Verdict.REJECTED, ErrorCategory.INSUFFICIENT_BALANCE);
    }

    private static Row question(String words) {
        return VerdictTable.row(Phase.QUESTION, 400, 499, Body.OWN, words, null, ErrorCategory.INSUFFICIENT_BALANCE);
    }

    private static Row poll(String words) {
        return VerdictTable.row(Phase.POLL, 403, Body.OWN, words, Verdict.DENIED, ErrorCategory.INSUFFICIENT_BALANCE);
    }
}
