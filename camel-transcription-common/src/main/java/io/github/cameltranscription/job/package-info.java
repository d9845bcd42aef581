/* SPDX-License-Identifier: Apache-2.0 */
/** The life of a job: submitted once, polled without holding a thread, fetched. Knows no provider and no HTTP. */
package io.github.cameltranscription.job;
