/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.multipart;

/** A body that is no multipart/form-data by RFC 2046 and RFC 7578. */
public final class MalformedMultipartException extends RuntimeException {

    MalformedMultipartException(String message) {
        super(message);
    }
}
