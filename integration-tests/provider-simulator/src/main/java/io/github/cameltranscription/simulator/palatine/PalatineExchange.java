/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.http.Upload;

/** One request on its way through the simulator. */
final class PalatineExchange {

    private final HttpServerRequest request;
    private final PalatineCall call;
    private String taskId;
    private String fileName;
    private Upload upload = Upload.NONE;
    private String body;
    private PalatineTask fetchedTask;
    private boolean paid;
    private boolean recorded;

    PalatineExchange(HttpServerRequest request, PalatineCall call, String taskId) {
        this.request = request;
        this.call = call;
        this.taskId = taskId;
    }

    HttpServerRequest request() {
        return request;
    }

    PalatineCall call() {
        return call;
    }

    /** The task that the path names or that the request has made; null if none. */
    String taskId() {
        return taskId;
    }

    /** Value of a query parameter; null if absent. */
    String parameter(String name) {
        return request.query() == null ? null : request.getParam(name);
    }

    /** The file that the request uploads, links to, or that its task was made from; null if none. */
    String fileName() {
        return fileName;
    }

    void fileName(String name) {
        fileName = name;
    }

    Upload upload() {
        return upload;
    }

    void upload(Upload form) {
        upload = form;
        fileName = form.file() == null ? null : form.file().fileName();
    }

    /** Text of a JSON body; null if the call takes none. */
    String body() {
        return body;
    }

    void body(String text) {
        body = text;
    }

    /** Notes that the request has made a task. */
    void made(PalatineTask task) {
        taskId = task.id();
        paid = true;
    }

    /** Notes that the request is charged without making a task. */
    void charged() {
        paid = true;
    }

    boolean paid() {
        return paid;
    }

    /** Notes that the answer carries the task's result. */
    void fetches(PalatineTask task) {
        fetchedTask = task;
    }

    /** Null where the answer carries no result. */
    PalatineTask fetchedTask() {
        return fetchedTask;
    }

    /** True on the first call only. */
    boolean beginRecording() {
        boolean first = !recorded;
        recorded = true;
        return first;
    }
}
