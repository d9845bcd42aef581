/* SPDX-License-Identifier: Apache-2.0 */
/** HTTP in two lanes: Camel HTTP for recordings and files, HttpClient's asynchronous client for small JSON. */
package io.github.cameltranscription.http;
