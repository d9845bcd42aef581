/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import io.github.cameltranscription.job.JobRecord;

/** What an exchange does with a recorded job, as far as the record is left differently by it. */
enum RecordUse {

    /** It submits the job and waits for it. */
    TRANSCRIBE,

    /** It submits the job for somebody else. */
    SUBMIT,

    /** It replies with a job that was submitted before, and that somebody else may be waiting for by now. */
    REPEAT {
        @Override
        JobRecord suspended(JobRecord record, JobLedger ledger) {
            return record;
        }
    },

    /** It waits for a job that came with its id: the record is that of the exchange which submitted it. */
    AWAIT {
        @Override
        JobRecord suspended(JobRecord record, JobLedger ledger) {
            return record;
        }

        @Override
        boolean isSourceOpen(JobRecord record) {
            return record.isSourceOpen();
        }
    },

    /** It emits a job that nobody else waits for, and again some time later if its exchange fails. */
    RESULTS {
        @Override
        JobRecord suspended(JobRecord record, JobLedger ledger) {
            return ledger.isOurs(record)
                    ? record.leased(ledger.owner(), ledger.now().plus(ledger.lease()))
                    : record;
        }

        @Override
        boolean isSourceOpen(JobRecord record) {
            return record.isSourceOpen();
        }
    };

    /** The record after an exchange that did not get through; by default, whoever comes next goes on with the job. */
    JobRecord suspended(JobRecord record, JobLedger ledger) {
        return ledger.isOurs(record) ? ledger.freed(record) : record;
    }

    /**
     * Whether the source of a delivered recording may still bring it again, and is another than that of this exchange.
     *
     * @param record as it is
     */
    boolean isSourceOpen(JobRecord record) {
        return false;
    }
}
