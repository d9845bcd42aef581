/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import org.apache.camel.spi.annotations.SendDynamic;

import io.github.cameltranscription.component.TranscriptionSendDynamicAware;

/** One endpoint for all values of options that have a header. */
@SendDynamic(ShopotOperation.SCHEME)
public final class ShopotSendDynamicAware extends TranscriptionSendDynamicAware {

    /** For Camel. */
    public ShopotSendDynamicAware() {
        super(ShopotOptions.TABLE);
    }
}
