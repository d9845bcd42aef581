/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.provider;

import java.util.Locale;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.http.Upload;

/**
 * One request on its way through the simulator. Internal.
 *
 * @param <C> the provider's kinds of call
 */
public final class ProviderExchange<C extends Enum<C> & ProviderCall> {

    private final HttpServerRequest request;
    private final C call;
    private String jobId;
    private String fileName;
    private Upload upload = Upload.NONE;
    private String body;
    private Runnable whenFetched = () -> {};
    private boolean paid;
    private boolean recorded;

    /** {@code jobId} is that which the path names; null if it names none. */
    public ProviderExchange(HttpServerRequest request, C call, String jobId) {
        this.request = request;
        this.call = call;
        this.jobId = jobId;
    }

    /** The HTTP request. */
    public HttpServerRequest request() {
        return request;
    }

    /** The kind of call. */
    public C call() {
        return call;
    }

    /** The job that the path names or that the request has made; null if none. */
    public String jobId() {
        return jobId;
    }

    /** Value of a query parameter; null if absent. */
    public String parameter(String name) {
        return request.query() == null ? null : request.getParam(name);
    }

    /** The file that the request uploads, links to, or that its job was made from; null if none. */
    public String fileName() {
        return fileName;
    }

    /** Sets {@link #fileName()}. */
    public void fileName(String name) {
        fileName = name;
    }

    /** The form; {@link Upload#NONE} if there was none. */
    public Upload upload() {
        return upload;
    }

    void upload(Upload form) {
        upload = form;
        fileName = form.file() == null ? null : form.file().fileName();
    }

    String body() {
        return body;
    }

    void body(String text) {
        body = text;
    }

    /** Whether the client says that the body is JSON. */
    public boolean isJson() {
        String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(Answer.JSON);
    }

    /** The JSON object that the body is; throws {@code otherwise} if it is none. */
    public JsonObject json(Refusal otherwise) {
        try {
            return new JsonObject(body);
        } catch (DecodeException e) {
            throw otherwise;
        }
    }

    /** Notes that the request has made a job, which is paid for. */
    public void made(String id) {
        jobId = id;
        paid = true;
    }

    /** Notes that the request is charged without making a job. */
    public void charged() {
        paid = true;
    }

    boolean paid() {
        return paid;
    }

    /** Notes that the answer carries a job's result; {@code mark} is run if it is sent whole. */
    public void fetches(Runnable mark) {
        whenFetched = mark;
    }

    void fetched() {
        whenFetched.run();
    }

    /** True on the first call only. */
    boolean beginRecording() {
        boolean first = !recorded;
        recorded = true;
        return first;
    }
}
