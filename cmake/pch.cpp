// SPDX-License-Identifier: GPL-3.0-or-later
// A precompiled header needs a target that compiles something: see cmake/Dealwright.cmake.
