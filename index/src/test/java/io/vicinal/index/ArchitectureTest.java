package io.vicinal.index;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import io.vicinal.kernel.Kernels;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** Arrows between packages go one way, here and in core. */
class ArchitectureTest {
    private static JavaClasses classes() throws IOException, URISyntaxException {
        return new ClassFileImporter().importLocations(List.of(where(VectorIndex.class), where(Kernels.class)));
    }

    /** The folder or jar that a class was loaded from. */
    private static Location where(Class<?> type) throws IOException, URISyntaxException {
        File file = new File(
                type.getProtectionDomain().getCodeSource().getLocation().toURI());
        return file.isDirectory() ? Location.of(file.toPath()) : Location.of(new JarFile(file));
    }

    @Test
    void arrowsGoOneWay() throws Exception {
        JavaClasses classes = classes();
        assertThat(classes.contain(Kernels.class)).isTrue();
        assertThat(classes.contain(VectorIndex.class)).isTrue();
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.vicinal..")
                .layer("kernel")
                .definedBy("io.vicinal.kernel")
                .layer("storage")
                .definedBy("io.vicinal.storage")
                .layer("format")
                .definedBy("io.vicinal.format")
                .layer("index")
                .definedBy("io.vicinal.index")
                .layer("encoding")
                .definedBy("io.vicinal.encoding")
                .layer("codes")
                .definedBy("io.vicinal.index.codes")
                .layer("rows")
                .definedBy("io.vicinal.index.rows")
                .layer("search")
                .definedBy("io.vicinal.index.search")
                .layer("partition")
                .definedBy("io.vicinal.index.partition")
                .layer("flat")
                .definedBy("io.vicinal.index.flat")
                .layer("hnsw")
                .definedBy("io.vicinal.index.hnsw")
                .layer("hnswlib")
                .definedBy("io.vicinal.index.hnswlib")
                .layer("metadata")
                .definedBy("io.vicinal.collection.metadata")
                .layer("filter")
                .definedBy("io.vicinal.collection.filter")
                .layer("bitmap")
                .definedBy("io.vicinal.collection.filter.bitmap")
                .layer("journal")
                .definedBy("io.vicinal.collection.journal")
                .layer("store")
                .definedBy("io.vicinal.collection.store")
                .layer("collection")
                .definedBy("io.vicinal.collection")
                .layer("analysis")
                .definedBy("io.vicinal.analysis")
                .layer("layout")
                .definedBy("io.vicinal.analysis.layout")
                .whereLayer("layout")
                .mayOnlyBeAccessedByLayers("analysis")
                .layer("kmeans")
                .definedBy("io.vicinal.analysis.kmeans")
                .whereLayer("kmeans")
                .mayOnlyBeAccessedByLayers("analysis")
                .layer("join")
                .definedBy("io.vicinal.analysis.join")
                .whereLayer("join")
                .mayOnlyBeAccessedByLayers("analysis")
                .whereLayer("analysis")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("collection")
                .mayOnlyBeAccessedByLayers("analysis")
                .whereLayer("store")
                .mayOnlyBeAccessedByLayers("collection")
                .whereLayer("journal")
                .mayOnlyBeAccessedByLayers("collection", "store")
                .whereLayer("bitmap")
                .mayOnlyBeAccessedByLayers("store")
                .whereLayer("filter")
                .mayOnlyBeAccessedByLayers("analysis", "collection", "store", "bitmap")
                .whereLayer("metadata")
                .mayOnlyBeAccessedByLayers("analysis", "collection", "store", "journal", "filter", "bitmap")
                .whereLayer("flat")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("hnsw")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("hnswlib")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("search")
                .mayOnlyBeAccessedByLayers(
                        "analysis",
                        "layout",
                        "join",
                        "kmeans",
                        "codes",
                        "partition",
                        "flat",
                        "hnsw",
                        "hnswlib",
                        "collection")
                .whereLayer("format")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("codes")
                .mayOnlyBeAccessedByLayers("flat", "hnsw")
                .whereLayer("partition")
                .mayOnlyBeAccessedByLayers("hnsw")
                .whereLayer("encoding")
                .mayOnlyBeAccessedByLayers("index", "codes", "flat", "hnsw", "hnswlib", "collection")
                .whereLayer("rows")
                .mayOnlyBeAccessedByLayers("search", "codes", "partition", "flat", "hnsw", "hnswlib")
                .whereLayer("index")
                .mayOnlyBeAccessedByLayers(
                        "analysis", "rows", "codes", "search", "flat", "hnsw", "hnswlib", "collection", "store")
                .whereLayer("storage")
                .mayOnlyBeAccessedByLayers(
                        "analysis",
                        "layout",
                        "join",
                        "kmeans",
                        "format",
                        "encoding",
                        "index",
                        "rows",
                        "codes",
                        "search",
                        "flat",
                        "hnsw",
                        "hnswlib",
                        "bitmap",
                        "journal",
                        "store",
                        "collection")
                .whereLayer("kernel")
                .mayOnlyBeAccessedByLayers(
                        "analysis",
                        "layout",
                        "join",
                        "kmeans",
                        "storage",
                        "format",
                        "encoding",
                        "index",
                        "rows",
                        "codes",
                        "search",
                        "partition",
                        "flat",
                        "hnsw",
                        "hnswlib",
                        "collection",
                        "store")
                .ensureAllClassesAreContainedInArchitecture()
                .check(classes);
    }

    @Test
    void noPackagesDependOnEachOther() throws Exception {
        slices().matching("io.vicinal.(**)").should().beFreeOfCycles().check(classes());
    }
}
