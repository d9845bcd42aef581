/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;

/**
 * The recording could not be read while it was being sent. The request is incomplete, so the provider cannot have
 * accepted it.
 */
public final class UnreadableRecordingException extends IOException {

    UnreadableRecordingException(Throwable cause) {
        super("the recording could not be read to its end: " + cause, cause);
    }
}
