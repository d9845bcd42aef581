/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.murmur;

import org.apache.camel.spi.annotations.SendDynamic;

import io.github.cameltranscription.component.TranscriptionSendDynamicAware;

/** One endpoint for all values of options that have a header. */
@SendDynamic(MurmurOperation.SCHEME)
public final class MurmurSendDynamicAware extends TranscriptionSendDynamicAware {

    /** For Camel. */
    public MurmurSendDynamicAware() {
        super(MurmurComponent.OPTIONS);
    }
}
