/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.concurrent.Semaphore;

import io.github.cameltranscription.http.BodyMemory;

/**
 * The room for the bodies of callbacks under way.
 *
 * @param bodies a permit for each further body
 * @param memory the memory for large bodies
 */
record ShopotBodyRoom(Semaphore bodies, BodyMemory memory) {

    ShopotBodyRoom(int bodies, long bytes) {
        this(new Semaphore(bodies), new BodyMemory(bytes));
    }
}
