/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTest {

    private static final String ROOT = "io.github.cameltranscription";

    private static final JavaClasses COMMON = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final DescribedPredicate<JavaClass> A_PROVIDER =
            resideInAnyPackage(ROOT + ".palatine..", ROOT + ".shopot..", ROOT + ".aiesa..");

    @Test
    void thereIsSomethingToCheck() {
        assertThat(COMMON).hasSizeGreaterThan(80);
    }

    @Test
    void commonKnowsNoProvider() {
        noClasses().should().dependOnClassesThat(A_PROVIDER).check(COMMON);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(COMMON);
    }

    @Test
    void onlyHttpKnowsHttpClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hc..")
                .check(COMMON);
    }

    @Test
    void nothingInCommonKnowsVertx() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx..")
                .check(COMMON);
    }

    @Test
    void theJobEngineKnowsNeitherHttpNorCamelNorAnyProvider() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".job..")
                .should()
                .dependOnClassesThat(A_PROVIDER
                        .or(resideInAnyPackage(ROOT + ".http..", ROOT + ".component.."))
                        .or(resideInAnyPackage("org.apache.camel..", "org.apache.hc..", "java.net..")))
                .check(COMMON);
    }

    @Test
    void errorsKnowNoOtherPackage() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".error..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(resideOutsideOfPackage(ROOT + ".error..")))
                .check(COMMON);
    }

    @Test
    void aClassIsNamedAfterWhatItDoes() {
        classes()
                .should()
                .haveNameNotMatching(".*(Utils?|Helper|Manager|Impl)(\\$.*)?")
                .check(COMMON);
    }
}
