/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;

/** Our own source broke while it was being sent: the request ended in the middle, so the provider cannot have taken it. */
public final class UnreadableRecordingException extends IOException {

    UnreadableRecordingException(Throwable cause) {
        super("the recording could not be read to its end: " + cause, cause);
    }
}
