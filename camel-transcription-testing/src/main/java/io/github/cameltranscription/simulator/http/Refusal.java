/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.http;

/** A request that is answered with an error; the provider's {@link ErrorFormat} decides how it is written. */
public final class Refusal extends RuntimeException {

    private final int status;
    private final String text;
    private final String place;
    private final String field;

    private Refusal(int status, String text, String place, String field) {
        super(status + " " + (field == null ? text : field + ": " + text), null, false, false);
        this.status = status;
        this.text = text;
        this.place = place;
        this.field = field;
    }

    /** Not about a field in particular. */
    public static Refusal of(int status, String text) {
        return new Refusal(status, text, null, null);
    }

    /** 422 for one field, which is in the {@code query} or the {@code body}. */
    public static Refusal invalid(String place, String field, String text) {
        return new Refusal(422, text, place, field);
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** What is wrong. */
    public String text() {
        return text;
    }

    String place() {
        return place;
    }

    /** The field that is wrong; null where it is not about one. */
    public String field() {
        return field;
    }
}
