/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.murmur;

import java.util.List;

import io.github.cameltranscription.component.OptionTable;
import io.github.cameltranscription.testing.ComponentContract;

class MurmurContractTest extends ComponentContract {

    MurmurContractTest() {
        super("murmur", List.of("io.github.cameltranscription.murmur.MurmurComponent"), List.of());
    }

    @Override
    protected OptionTable optionTable() {
        return MurmurComponent.OPTIONS;
    }

    @Override
    protected List<String> options() {
        return List.of("apiKey", "speakers");
    }

    @Override
    protected List<String> headers() {
        return List.of();
    }

    /** Its statuses mean what they mean at all providers. */
    @Override
    protected List<Verdicts> verdicts() {
        return List.of();
    }
}
