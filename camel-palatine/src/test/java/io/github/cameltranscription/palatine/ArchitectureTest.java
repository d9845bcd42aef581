/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.apache.camel.CamelContext;
import org.apache.camel.Converter;
import org.apache.camel.support.CamelContextHelper;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTest {

    private static final String ROOT = "io.github.cameltranscription.palatine";
    private static final String STREAM = ROOT + ".stream..";

    private static final JavaClasses PALATINE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void thereIsSomethingToCheck() {
        assertThat(PALATINE).hasSizeGreaterThan(40);
        assertThat(PALATINE.that(resideInAPackage(STREAM))).hasSizeGreaterThan(20);
    }

    @Test
    void onlyStreamingKnowsVertx() {
        noClasses()
                .that()
                .resideOutsideOfPackage(STREAM)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx..")
                .check(PALATINE);
    }

    @Test
    void streamingKnowsNoEndpointsOfOurs() {
        noClasses()
                .that()
                .resideInAPackage(STREAM)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        ROOT, "io.github.cameltranscription.component..", "io.github.cameltranscription.format.."))
                .check(PALATINE);
    }

    /** Its TLS, its registry and its type converters are Camel's; the loader of these is generated. */
    @Test
    void streamingKnowsNeitherRoutesNorExchanges() {
        noClasses()
                .that()
                .resideInAPackage(STREAM)
                .and()
                .haveSimpleNameNotEndingWith("Loader")
                .should()
                .dependOnClassesThat(resideInAPackage("org.apache.camel..")
                        .and(not(resideInAPackage("org.apache.camel.support.jsse..")))
                        .and(not(belongToAnyOf(CamelContext.class, Converter.class, CamelContextHelper.class))))
                .check(PALATINE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.github.cameltranscription.(**)")
                .should()
                .beFreeOfCycles()
                .check(PALATINE);
    }

    @Test
    void aClassIsNamedAfterWhatItDoes() {
        classes()
                .should()
                .haveNameNotMatching(".*(Utils?|Helper|Manager|Impl)(\\$.*)?")
                .check(PALATINE);
    }
}
