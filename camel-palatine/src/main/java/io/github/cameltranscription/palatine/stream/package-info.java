/* SPDX-License-Identifier: Apache-2.0 */
/** Palatine's streaming recognition over a WebSocket (palatine-streaming.ru.txt): the one package that knows Vert.x. */
package io.github.cameltranscription.palatine.stream;
