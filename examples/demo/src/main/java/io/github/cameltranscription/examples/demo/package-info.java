/* SPDX-License-Identifier: Apache-2.0 */
/** What the examples on Camel Quarkus share. */
package io.github.cameltranscription.examples.demo;
