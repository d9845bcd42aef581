/* SPDX-License-Identifier: Apache-2.0 */
/** Palatine's streaming WebSocket, the sessions that it had, its faults, and audio whose words it can hear. */
package io.github.cameltranscription.simulator.palatine.stream;
