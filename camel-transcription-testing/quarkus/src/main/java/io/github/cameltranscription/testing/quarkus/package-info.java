/* SPDX-License-Identifier: Apache-2.0 */
/** The simulator of the providers in tests, and in dev mode, of Camel Quarkus. */
package io.github.cameltranscription.testing.quarkus;
