package io.github.versionedschema.rollout;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PersonNameTests {

	@Test
	void isSplitAtTheFirstSpaceAsTheMigrationDoes() {
		assertThat(PersonName.ofFull("Johann Sebastian Bach"))
			.isEqualTo(new PersonName("Johann Sebastian Bach", "Johann", "Sebastian Bach"));
		assertThat(PersonName.ofFull("Plato")).isEqualTo(new PersonName("Plato", "Plato", ""));
	}

	@Test
	void isJoinedAsTheMigrationDoes() {
		assertThat(PersonName.ofParts("Mary Ann", "Smith").full()).isEqualTo("Mary Ann Smith");
		assertThat(PersonName.ofParts("Plato", "").full()).isEqualTo("Plato");
	}

	@Test
	void keepsItsPartsWhenTheOldReleaseWritesTheSameFullName() {
		PersonName corrected = PersonName.ofParts("Mary Ann", "Smith");
		assertThat(corrected.renamed("Mary Ann Smith")).isEqualTo(corrected);
		assertThat(corrected.renamed("Mary Ann Jones"))
			.isEqualTo(new PersonName("Mary Ann Jones", "Mary", "Ann Jones"));
	}

}
