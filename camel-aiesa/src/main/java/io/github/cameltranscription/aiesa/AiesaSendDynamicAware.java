/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import org.apache.camel.spi.annotations.SendDynamic;

import io.github.cameltranscription.component.TranscriptionSendDynamicAware;

/** One endpoint for all values of options that have a header. */
@SendDynamic(AiesaOperation.SCHEME)
public final class AiesaSendDynamicAware extends TranscriptionSendDynamicAware {

    /** For Camel. */
    public AiesaSendDynamicAware() {
        super(AiesaOptions.TABLE);
    }
}
