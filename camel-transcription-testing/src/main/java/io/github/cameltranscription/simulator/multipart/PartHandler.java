/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.multipart;

/** Receives the parts of a multipart body, one after the other. */
public interface PartHandler {

    /** A part begins. */
    void partBegins(PartHeaders headers);

    /** A piece of the part's content; the array is reused after the call. */
    void partContent(byte[] bytes, int offset, int length);

    /** All of the part's content has been handed over. */
    void partEnds();
}
