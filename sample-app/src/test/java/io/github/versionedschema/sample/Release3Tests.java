package io.github.versionedschema.sample;

import java.math.BigDecimal;

class Release3Tests extends ReleaseContract {

	@Override
	String profile() {
		return "release-3";
	}

	@Override
	String name(String first, String last) {
		return "\"firstName\":\"%s\",\"lastName\":\"%s\"".formatted(first, last);
	}

	@Override
	String amount(int cents) {
		return "\"amount\":" + BigDecimal.valueOf(cents, 2);
	}

}
