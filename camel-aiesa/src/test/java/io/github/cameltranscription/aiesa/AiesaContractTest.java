/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.util.EnumSet;
import java.util.List;

import io.github.cameltranscription.component.OptionTable;
import io.github.cameltranscription.http.VerdictTable.Phase;
import io.github.cameltranscription.testing.ComponentContract;

class AiesaContractTest extends ComponentContract {

    AiesaContractTest() {
        super(
                "aiesa",
                List.of("io.github.cameltranscription.aiesa.AiesaComponent"),
                List.of(
                        "io.github.cameltranscription.aiesa.AiesaCost",
                        "io.github.cameltranscription.aiesa.AiesaBalance",
                        "io.github.cameltranscription.aiesa.AiesaUsage"));
    }

    @Override
    protected OptionTable optionTable() {
        return AiesaComponent.optionTable();
    }

    @Override
    protected List<String> options() {
        return List.of(
                "publicKey",
                "secretKey",
                "priority",
                "enableDiarization",
                "aiPrompt",
                "duration",
                "resultType",
                "maxCost");
    }

    @Override
    protected List<String> headers() {
        return List.of(
                "CamelAiesaCost",
                "CamelAiesaCurrency",
                "CamelAiesaAvailableCredit",
                "CamelAiesaMinutesBilled",
                "CamelAiesaNeedConfirm",
                "CamelAiesaAnalysis",
                "CamelAiesaPriority");
    }

    /** AIESA has no release. */
    @Override
    protected List<Verdicts> verdicts() {
        return List.of(
                new Verdicts("aiesa", AiesaVerdicts.TABLE, EnumSet.of(Phase.SUBMISSION, Phase.POLL, Phase.QUESTION)),
                new Verdicts("aiesa results", AiesaVerdicts.RESULTS, EnumSet.of(Phase.POLL)));
    }
}
