/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A process that dies at a given step. A step is everything that the process does outside of its own memory; nothing that it does
 * after its death has an effect. A process that dies right after a step has done it, and one that dies before it has not.
 */
final class LifeSpan {

    private final int lastStep;
    private final boolean diesAfter;
    private final List<String> steps = new ArrayList<>();
    private boolean dead;

    LifeSpan(int lastStep, boolean diesAfter) {
        this.lastStep = lastStep;
        this.diesAfter = diesAfter;
    }

    static LifeSpan endless() {
        return new LifeSpan(Integer.MAX_VALUE, false);
    }

    /** A death: before or after the step of this number, which begins with 1. */
    interface Death {
        boolean at(int step, boolean after) throws Exception;
    }

    /** Lets processes die before and after each step, several at a time, and counts how often the answer was true. */
    static int countDeaths(int steps, Death death) throws Exception {
        ExecutorService worlds = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> deaths = new ArrayList<>();
            for (int i = 1; i <= steps; i++) {
                int step = i;
                deaths.add(() -> death.at(step, false));
                deaths.add(() -> death.at(step, true));
            }
            int count = 0;
            for (Future<Boolean> answer : worlds.invokeAll(deaths)) {
                count += answer.get() ? 1 : 0;
            }
            return count;
        } finally {
            worlds.shutdownNow();
        }
    }

    synchronized <T> T step(String name, Callable<T> effect) {
        if (dead) {
            throw new IllegalStateException("this process is dead");
        }
        steps.add(name);
        boolean last = steps.size() == lastStep;
        if (last && !diesAfter) {
            dead = true;
            throw new IllegalStateException("this process has died before: " + name);
        }
        try {
            T result = effect.call();
            if (last) {
                dead = true;
                throw new IllegalStateException("this process has died after: " + name);
            }
            return result;
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    synchronized boolean isDead() {
        return dead;
    }

    synchronized List<String> steps() {
        return List.copyOf(steps);
    }
}
