/* SPDX-License-Identifier: Apache-2.0 */
/** Faults on demand. */
package io.github.cameltranscription.simulator.fault;
