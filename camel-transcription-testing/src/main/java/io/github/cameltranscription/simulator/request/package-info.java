/* SPDX-License-Identifier: Apache-2.0 */
/** What the simulator was sent, for tests to look at. */
package io.github.cameltranscription.simulator.request;
