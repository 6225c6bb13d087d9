/* Picks a command and runs it. */
#include <stdio.h>

int main(void)
{
    puts("alliage: no command yet");
    return 2;
}
