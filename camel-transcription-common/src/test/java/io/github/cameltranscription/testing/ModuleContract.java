/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for each published module that has generated sources and metadata for native images. */
public abstract class ModuleContract {

    private final NativeMetadata metadata;
    private final List<String> created;
    private final List<String> described;

    /**
     * @param module    its artifact
     * @param created   some classes of which Camel creates instances
     * @param described some classes that Jackson or JMX reads
     */
    protected ModuleContract(String module, List<String> created, List<String> described) {
        metadata = NativeMetadata.of(module);
        this.created = created;
        this.described = described;
    }

    @Test
    @Tag("generated")
    void committedSourcesAreThoseThatTheBuildMakes() {
        assertThat(GeneratedSources.committed())
                .as("src/generated was not current; this build has made it anew: commit it")
                .isEqualTo(GeneratedSources.generated())
                .isNotEmpty();
    }

    /** No native image is built here: that its metadata is complete is all that can be tested. */
    @Test
    void classesUsedByReflectionAreInTheNativeMetadata() {
        assertThat(metadata.reflection()).as(NativeMetadata.REMEDY).isEqualTo(metadata.currentReflection());
        assertThat(metadata.created()).containsAll(created);
        assertThat(metadata.described()).containsAll(described);
    }

    @Test
    void resourcesAreInTheNativeMetadata() {
        assertThat(metadata.resources())
                .as(NativeMetadata.REMEDY)
                .isEqualTo(metadata.currentResources())
                .isNotEmpty();
    }
}
