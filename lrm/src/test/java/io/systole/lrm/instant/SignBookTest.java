package io.systole.lrm.instant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.ResourceId;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose an address, mount or process is. */
class SignBookTest {
    private static final ResourceId WEB = new ResourceId("web");
    private static final ResourceId DB = new ResourceId("db");
    private static final Sign OLD = address("10.0.0.1");
    private static final Sign NEW = address("10.0.0.2");
    private static final Sign DATA = new Sign.Mount("/srv/data");

    private final SignBook book = new SignBook();

    private static Sign address(String text) {
        return new Sign.Address(InetAddress.ofLiteral(text));
    }

    @Test
    void whatAppearsDuringAStartIsTheResources() {
        book.rises(1, List.of(), Set.of(OLD));

        assertEquals(Set.of(NEW, DATA), book.risen(1, Set.of(OLD, NEW, DATA)));
    }

    @Test
    void withoutAStartNothingIsAnybodys() {
        assertEquals(Set.of(), book.risen(1, Set.of(NEW)));
    }

    @Test
    void ofTwoStartsTheOneThatNamesItHasIt() {
        book.rises(1, List.of(), Set.of());
        book.rises(2, List.of("10.0.0.2/24"), Set.of());

        assertEquals(Set.of(DATA), book.risen(1, Set.of(NEW, DATA)));
        assertEquals(Set.of(NEW, DATA), book.risen(2, Set.of(NEW, DATA)));
    }

    @Test
    void alsoIfTheOtherStartBeganFirst() {
        book.rises(1, List.of("10.0.0.2"), Set.of());
        book.rises(2, List.of(), Set.of());

        assertEquals(Set.of(), book.risen(2, Set.of(NEW)));
        assertEquals(Set.of(NEW), book.risen(1, Set.of(NEW)));
    }

    @Test
    void twoThatNameItBothHaveIt() {
        book.rises(1, List.of("/srv/data"), Set.of());
        book.rises(2, List.of("/srv/data/"), Set.of());

        assertEquals(Set.of(DATA), book.risen(1, Set.of(DATA)));
        assertEquals(Set.of(DATA), book.risen(2, Set.of(DATA)));
    }

    @Test
    void aLossIsToldOnceToEachOwner() {
        book.add(WEB, List.of(NEW, DATA));
        book.add(DB, List.of(DATA));

        assertEquals(List.of(new SignBook.Loss(DB, DATA), new SignBook.Loss(WEB, DATA)), book.missing(Set.of(NEW)));
        assertEquals(List.of(), book.missing(Set.of(NEW)));
    }

    @Test
    void aProcessIsNotMissedAmongAddressesAndMounts() {
        book.add(WEB, List.of(new Sign.Program(7, "httpd")));

        assertEquals(List.of(), book.missing(Set.of()));
        assertFalse(book.hasMountsOrAddresses());
        assertTrue(book.has(7));
        assertEquals(List.of(new SignBook.Loss(WEB, new Sign.Program(7, "httpd"))), book.ended(7));
        assertFalse(book.has(7));
    }

    @Test
    void whatIsForgottenIsNotMissed() {
        book.add(WEB, List.of(NEW));

        assertEquals(Set.of(NEW), book.forget(WEB));

        assertEquals(List.of(), book.missing(Set.of()));
    }

    @Test
    void parametersNameAddressesAndMountsInSeveralForms() {
        assertEquals(List.of(address("10.0.0.1"), address("fd00::1"), address("10.0.0.2"), DATA),
                NamedSigns.in(List.of("10.0.0.1/24", "fd00::1, 10.0.0.2", "/srv/data/", "eth0", "8080", "", "www.example.org")).toList());
    }

    @Test
    void aMountPointIsReadAsTheKernelWritesIt() {
        assertEquals(new Sign.Mount("/srv/my data/ü"),
                Surroundings.mount("36 35 98:0 / /srv/my\\040data/Ã¼ rw,noatime shared:1 - ext3 /dev/root rw").orElseThrow());
    }
}
