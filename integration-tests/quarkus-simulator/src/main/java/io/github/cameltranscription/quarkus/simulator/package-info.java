/* SPDX-License-Identifier: Apache-2.0 */
/** Starts the simulator for an application of Camel Quarkus that has no keys yet. */
package io.github.cameltranscription.quarkus.simulator;
