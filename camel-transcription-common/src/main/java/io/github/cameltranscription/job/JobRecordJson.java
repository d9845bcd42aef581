/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads and writes the JSON of job records. */
final class JobRecordJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JobRecordJson() {}

    static String write(JobRecord jobRecord) {
        try {
            return JSON.writeValueAsString(jobRecord);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A job record holds nothing that JSON cannot", impossible);
        }
    }

    static JobRecord read(String json) {
        if (json == null) {
            throw broken("there is none", null);
        }
        JobRecord jobRecord;
        try {
            jobRecord = JSON.readValue(json, JobRecord.class);
        } catch (JsonMappingException wrong) {
            throw broken(field(wrong) + reason(wrong), wrong);
        } catch (JsonProcessingException wrong) {
            throw broken(wrong.getOriginalMessage(), wrong);
        }
        if (jobRecord == null) {
            throw broken("it is null", null);
        }
        return jobRecord;
    }

    private static String field(JsonMappingException wrong) {
        String path = wrong.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : "field '" + path + "': ";
    }

    /** What our own checks said, rather than that Jackson could not call the constructor. */
    private static String reason(JsonMappingException wrong) {
        Throwable cause = wrong.getCause();
        return cause == null || cause instanceof JsonProcessingException
                ? wrong.getOriginalMessage()
                : cause.getMessage();
    }

    private static JobRepositoryException broken(String what, Throwable cause) {
        return new JobRepositoryException("not the JSON of a job record: " + what, cause);
    }
}
