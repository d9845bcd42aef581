/* SPDX-License-Identifier: Apache-2.0 */
/** What the simulator finds out about uploaded audio while it streams by: format, duration, where there is sound. Internal. */
package io.github.cameltranscription.simulator.audio;
