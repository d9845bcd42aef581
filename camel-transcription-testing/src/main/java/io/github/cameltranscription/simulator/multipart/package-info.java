/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A multipart/form-data reader that holds nothing of the file. Netty's decoder, which Vert.x uses, replaces characters of file names
 * and does not undo escaped quotes, and what a client really sent is what the simulator is asked about. Internal.
 */
package io.github.cameltranscription.simulator.multipart;
