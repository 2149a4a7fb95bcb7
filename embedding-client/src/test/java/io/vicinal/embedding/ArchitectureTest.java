package io.vicinal.embedding;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import io.vicinal.embedding.ingest.Ingestor;
import java.io.File;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arrows between packages go one way. */
class ArchitectureTest {
    @Test
    void noPackageStandsOnOneThatStandsOnIt() throws Exception {
        File classes = new File(EmbeddingModel.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        JavaClasses main = new ClassFileImporter().importLocations(List.of(Location.of(classes.toPath())));
        assertThat(main.contain(Ingestor.class)).isTrue();
        slices().matching("io.vicinal.(**)").should().beFreeOfCycles().check(main);
    }
}
