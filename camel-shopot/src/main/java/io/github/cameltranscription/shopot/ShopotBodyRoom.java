/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.concurrent.Semaphore;

import io.github.cameltranscription.http.BodyMemory;

/**
 * The room for the bodies of callbacks that are under way.
 *
 * @param bodies how many more there may be
 * @param memory the bytes that the large ones may take
 */
record ShopotBodyRoom(Semaphore bodies, BodyMemory memory) {

    ShopotBodyRoom(int bodies, long bytes) {
        this(new Semaphore(bodies), new BodyMemory(bytes));
    }
}
