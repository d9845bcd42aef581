/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import org.apache.camel.spi.annotations.SendDynamic;

import io.github.cameltranscription.component.TranscriptionSendDynamicAware;

/** One endpoint for all values of options that have a header. */
@SendDynamic(PalatineOperation.SCHEME)
public final class PalatineSendDynamicAware extends TranscriptionSendDynamicAware {

    /** For Camel. */
    public PalatineSendDynamicAware() {
        super(PalatineOptions.TABLE);
    }
}
