/* SPDX-License-Identifier: Apache-2.0 */
/** Thousands of jobs that wait, against a bare asynchronous HTTP client that polls as often. */
package io.github.cameltranscription.benchmarks.jobs;
