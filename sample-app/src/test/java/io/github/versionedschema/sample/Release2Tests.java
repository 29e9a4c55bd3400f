package io.github.versionedschema.sample;

import java.math.BigDecimal;

class Release2Tests extends ReleaseContract {

	@Override
	String profile() {
		return "release-2";
	}

	@Override
	String name(String first, String last) {
		return "\"fullName\":\"%s\"".formatted(first + " " + last);
	}

	@Override
	String amount(int cents) {
		return "\"amount\":" + BigDecimal.valueOf(cents, 2);
	}

}
