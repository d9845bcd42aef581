/* SPDX-License-Identifier: Apache-2.0 */
/** Jobs: how long they take, how they end, what has become of them. */
package io.github.cameltranscription.simulator.job;
