/* SPDX-License-Identifier: Apache-2.0 */
/** A job's life in memory: submit, wait, fetch, release. Knows neither Camel, nor HTTP, nor a database, nor a provider. */
package io.github.cameltranscription.engine;
