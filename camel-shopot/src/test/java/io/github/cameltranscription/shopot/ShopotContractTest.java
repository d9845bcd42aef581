/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.EnumSet;
import java.util.List;

import io.github.cameltranscription.component.OptionTable;
import io.github.cameltranscription.http.VerdictTable.Phase;
import io.github.cameltranscription.testing.ComponentContract;

class ShopotContractTest extends ComponentContract {

    ShopotContractTest() {
        super(
                "shopot",
                List.of(
                        "io.github.cameltranscription.shopot.ShopotComponent",
                        "io.github.cameltranscription.shopot.ShopotEndpointUriFactory"),
                List.of());
    }

    @Override
    protected OptionTable optionTable() {
        return ShopotComponent.optionTable();
    }

    @Override
    protected List<String> options() {
        return List.of(
                "apiKey",
                "initialPrompt",
                "vadFilter",
                "disableDiarization",
                "modifier",
                "summary",
                "template",
                "callbackUrl",
                "callbackId",
                "path",
                "webhookSecret",
                "maxPayloadSize");
    }

    @Override
    protected List<String> headers() {
        return List.of(
                "CamelShopotBalanceMinutes",
                "CamelShopotSummary",
                "CamelShopotSummaryStatus",
                "CamelShopotCallbackId",
                "CamelShopotModifier");
    }

    /** Shopot has no release, and no question that concerns no job. */
    @Override
    protected List<Verdicts> verdicts() {
        return List.of(new Verdicts("shopot", ShopotVerdicts.TABLE, EnumSet.of(Phase.SUBMISSION, Phase.POLL)));
    }
}
